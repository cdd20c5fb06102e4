-- part: country
-- Postcodes, twelve in each municipality, on a grid as large as the country. All names are invented.
insert into network.area (postcode, place, municipality, province, x, y)
select (1000 + 26 * m + 2 * k)::text, name || (array['', '-Noord', '-Zuid', '-Oost', '-West', '-Centrum', ' aan Zee', ' Buiten',
           '-Dorp', ' Haven', ' Polder', ' Heide'])[1 + k], name, 'Provincie ' || (1 + m / 28),
       30000 + 13000 * (m % 18) + 2600 * (k % 4), 320000 + 15000 * (m / 18) + 2900 * (k / 4)
from (select m, (array['Ooster', 'Wester', 'Noorder', 'Zuider', 'Oude', 'Nieuwe', 'Groot', 'Klein', 'Midden', 'Hoog',
              'Laag', 'Water', 'Zand', 'Klei', 'Veen', 'Linden', 'Elzen', 'Eiken'])[1 + m % 18]
          || (array['brugge', 'veen', 'dorp', 'wijk', 'hoek', 'meer', 'dam', 'hout', 'broek', 'horst', 'kerk', 'land',
              'mond', 'rade', 'schans', 'stede', 'waard', 'zijl', 'lo'])[1 + m / 18] as name
      from generate_series(0, :last_place) m where m not between 26 and 36) town,
     generate_series(0, 11) k
on conflict do nothing;

-- part: organisation
insert into network.organisation (id, name, kind, about, created_at)
values (:organisation, ':name', ':kind', 'Een verzonnen organisatie.', :today::timestamptz - interval '4 years')
on conflict do nothing;

insert into network.branch (id, organisation, name, place, phone, kinds, duty)
select branch, :organisation, name, place, '0885550100', :kinds, holder
from unnest(:new_branches, :new_holders, :new_names, :new_places) b (branch, holder, name, place);

insert into network.route (id, branch, municipality)
select route_id(b), branch, place
from unnest(:new_branches, :new_places) with ordinality r (branch, place, b);
