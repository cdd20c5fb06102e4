package nl.samenspel.access;

import java.net.URI;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.samenspel.access.WayIn.What;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialDescriptor;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialParameters;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Service;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Keys that a phone, a computer or a small device keeps (WebAuthn). One is enough to come in: the device has first
/// asked for a finger, a face or a PIN, which we insist on. Nobody can be tricked into showing one elsewhere, and
/// there is nothing to guess.
@Service
public class Passkeys {

    private static final Logger LOG = LoggerFactory.getLogger(Passkeys.class);
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(5);

    private final JdbcClient jobs;
    private final SecondFactors factors;
    private final WayInLog log;
    private final Environment environment;
    private final Clock clock;
    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    Passkeys(
            @Qualifier("jobs") JdbcClient jobs,
            SecondFactors factors,
            WayInLog log,
            Environment environment,
            Clock clock) {
        this.jobs = jobs;
        this.factors = factors;
        this.log = log;
        this.environment = environment;
        this.clock = clock;
    }

    /// What the browser is asked, and the part of it to keep in the session until it answers.
    public record Question(String challenge, String json) {}

    /// To make a new one for whoever looks.
    public Question toAdd(String signInName, String name) {
        var challenge = Bytes.random();
        return new Question(
                challenge.toBase64UrlString(), json.writeValueAsString(creation(challenge, signInName, name)));
    }

    /// To show one. Names none, so it tells nothing of who has any.
    public Question toShow() {
        var challenge = Bytes.random();
        return new Question(challenge.toBase64UrlString(), json.writeValueAsString(request(challenge)));
    }

    /// Keeps the key that the browser made. False when it does not answer the question.
    public boolean add(String challenge, String answer, String called) {
        var me = Viewer.current().me();
        try {
            var made = json.readValue(
                    answer, new TypeReference<PublicKeyCredential<AuthenticatorAttestationResponse>>() {});
            party().registerCredential(new ImmutableRelyingPartyRegistrationRequest(
                    creation(Bytes.fromBase64(challenge), me.toString(), me.toString()),
                    new RelyingPartyPublicKey(made, called)));
        } catch (RuntimeException e) {
            refused(e);
            return false;
        }
        factors.asked(me);
        log.happened(me, What.PASSKEY_ADDED);
        return true;
    }

    /// Whose key answers the question. Empty when none does, or the account was suspended.
    public Optional<AccountId> show(String challenge, String answer) {
        try {
            var shown =
                    json.readValue(answer, new TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>>() {});
            var whose = party().authenticate(
                            new RelyingPartyAuthenticationRequest(request(Bytes.fromBase64(challenge)), shown));
            return Optional.of(idOf(whose.getId()));
        } catch (RuntimeException e) {
            refused(e);
            return Optional.empty();
        }
    }

    /// False when it would leave nothing where something is asked.
    public boolean remove(UUID id) {
        var me = Viewer.current().me();
        var mine = factors.mine();
        var last = mine.isLast(false, false, true)
                && mine.passkeys().stream().anyMatch(one -> one.id().equals(id));
        if (last && (mine.mustHaveSecond() || !mine.password())) {
            return false;
        }
        var gone = jobs.sql("delete from access.passkey where id = :id and account = :me")
                .param("id", id)
                .param("me", me.value())
                .update();
        if (gone == 1) {
            log.happened(me, What.PASSKEY_REMOVED);
            if (last) {
                factors.notAsked(me);
            }
        }
        return true;
    }

    // --- the ceremony ---

    private Webauthn4JRelyingPartyOperations party() {
        return new Webauthn4JRelyingPartyOperations(new People(), new Keys(), us(), Set.of(origin()));
    }

    private PublicKeyCredentialCreationOptions creation(Bytes challenge, String signInName, String name) {
        var me = Viewer.current().me();
        return PublicKeyCredentialCreationOptions.builder()
                .rp(us())
                .user(ImmutablePublicKeyCredentialUserEntity.builder()
                        .id(bytesOf(me))
                        .name(signInName)
                        .displayName(name)
                        .build())
                .challenge(challenge)
                .pubKeyCredParams(
                        PublicKeyCredentialParameters.EdDSA,
                        PublicKeyCredentialParameters.ES256,
                        PublicKeyCredentialParameters.RS256)
                .timeout(ANSWER_WITHIN)
                .excludeCredentials(new Keys()
                        .findByUserId(bytesOf(me)).stream()
                                .map(known -> PublicKeyCredentialDescriptor.builder()
                                        .id(known.getCredentialId())
                                        .transports(known.getTransports())
                                        .build())
                                .toList())
                .authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build())
                .build();
    }

    private PublicKeyCredentialRequestOptions request(Bytes challenge) {
        return PublicKeyCredentialRequestOptions.builder()
                .challenge(challenge)
                .rpId(us().getId())
                .timeout(ANSWER_WITHIN)
                .allowCredentials(List.of())
                .userVerification(UserVerificationRequirement.REQUIRED)
                .build();
    }

    private PublicKeyCredentialRpEntity us() {
        return PublicKeyCredentialRpEntity.builder()
                .id(URI.create(origin()).getHost())
                .name("Samenspel")
                .build();
    }

    /// Where people find us, as their browser says it.
    private String origin() {
        var address = environment.getProperty("samenspel.address", "");
        if (address.isBlank()) {
            return "http://localhost:"
                    + environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        }
        var uri = URI.create(address);
        return uri.getScheme() + "://" + uri.getAuthority();
    }

    /// A fault of the database is not an answer that is wrong. Why an answer is wrong is for the log only.
    private static void refused(RuntimeException e) {
        if (e instanceof DataAccessException) {
            throw e;
        }
        LOG.info("A passkey was refused: {}", e.toString());
    }

    private static Bytes bytesOf(AccountId account) {
        return new Bytes(ByteBuffer.allocate(16)
                .putLong(account.value().getMostSignificantBits())
                .putLong(account.value().getLeastSignificantBits())
                .array());
    }

    private static AccountId idOf(Bytes bytes) {
        var buffer = ByteBuffer.wrap(bytes.getBytes());
        return new AccountId(new UUID(buffer.getLong(), buffer.getLong()));
    }

    /// Accounts, as the library wants to see them.
    private final class People implements PublicKeyCredentialUserEntityRepository {

        @Override
        public @Nullable PublicKeyCredentialUserEntity findById(Bytes id) {
            return jobs.sql("select sign_in_name, name from access.account where id = :id and suspended_at is null")
                    .param("id", idOf(id).value())
                    .query((rs, _) -> ImmutablePublicKeyCredentialUserEntity.builder()
                            .id(id)
                            .name(rs.getString("sign_in_name"))
                            .displayName(rs.getString("name"))
                            .build())
                    .optional()
                    .orElse(null);
        }

        @Override
        public @Nullable PublicKeyCredentialUserEntity findByUsername(String name) {
            return null;
        }

        @Override
        public void save(PublicKeyCredentialUserEntity entity) {
            throw new UnsupportedOperationException("Accounts are opened elsewhere.");
        }

        @Override
        public void delete(Bytes id) {
            throw new UnsupportedOperationException("Accounts are closed elsewhere.");
        }
    }

    /// The table of passkeys, as the library wants to see it.
    private final class Keys implements UserCredentialRepository {

        @Override
        public void save(CredentialRecord key) {
            jobs.sql("""
                    insert into access.passkey (credential, id, account, public_key, attestation, signature_count,
                        verified, backup_eligible, backed_up, transports, name, since, used_at)
                    values (:credential, :id, :account, :public, :attestation, :count, :verified, :eligible, :backed,
                        :transports, :name, :now, :now)
                    on conflict (credential) do update
                    set signature_count = :count, verified = :verified, backed_up = :backed, used_at = :now
                    where access.passkey.account = :account
                    """)
                    .param("credential", key.getCredentialId().getBytes())
                    .param("id", UUID.randomUUID())
                    .param("account", idOf(key.getUserEntityUserId()).value())
                    .param("public", key.getPublicKey().getBytes())
                    .param(
                            "attestation",
                            key.getAttestationObject() == null
                                    ? new byte[0]
                                    : key.getAttestationObject().getBytes())
                    .param("count", key.getSignatureCount())
                    .param("verified", key.isUvInitialized())
                    .param("eligible", key.isBackupEligible())
                    .param("backed", key.isBackupState())
                    .param(
                            "transports",
                            key.getTransports().stream()
                                    .map(AuthenticatorTransport::getValue)
                                    .collect(Collectors.joining(" ")))
                    .param("name", key.getLabel())
                    .param("now", Timestamp.from(clock.instant()))
                    .update();
        }

        @Override
        public @Nullable CredentialRecord findByCredentialId(Bytes id) {
            return find("credential = :it", id.getBytes()).stream().findFirst().orElse(null);
        }

        @Override
        public List<CredentialRecord> findByUserId(Bytes id) {
            return find("account = :it", idOf(id).value());
        }

        private List<CredentialRecord> find(String where, Object it) {
            return jobs.sql("""
                    select credential, account, public_key, attestation, signature_count, verified, backup_eligible, backed_up,
                        transports, name, since, used_at
                    from access.passkey where %s
                    """.formatted(where))
                    .param("it", it)
                    .query((rs, _) -> (CredentialRecord) ImmutableCredentialRecord.builder()
                            .credentialId(new Bytes(rs.getBytes("credential")))
                            .userEntityUserId(bytesOf(new AccountId(rs.getObject("account", UUID.class))))
                            .publicKey(new ImmutablePublicKeyCose(rs.getBytes("public_key")))
                            .attestationObject(new Bytes(rs.getBytes("attestation")))
                            .signatureCount(rs.getLong("signature_count"))
                            .uvInitialized(rs.getBoolean("verified"))
                            .backupEligible(rs.getBoolean("backup_eligible"))
                            .backupState(rs.getBoolean("backed_up"))
                            .transports(Arrays.stream(rs.getString("transports").split(" "))
                                    .filter(text -> !text.isEmpty())
                                    .map(AuthenticatorTransport::valueOf)
                                    .collect(Collectors.toSet()))
                            .label(rs.getString("name"))
                            .created(rs.getTimestamp("since").toInstant())
                            .lastUsed(rs.getTimestamp("used_at").toInstant())
                            .build())
                    .list();
        }

        @Override
        public void delete(Bytes id) {
            throw new UnsupportedOperationException("Passkeys are removed by whose they are.");
        }
    }
}
