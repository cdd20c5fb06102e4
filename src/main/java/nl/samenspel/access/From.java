package nl.samenspel.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/// From where somebody knocks: the address, and the browser as it calls itself.
///
/// @param address one IPv4 address, or the half of an IPv6 address that a household or an office has to itself
/// @param device the mark in this browser that Samenspel gave it, or nothing
/// @param browser what it is called, see `access.browser.*`
/// @param system on what it runs, see `access.system.*`
public record From(String address, String device, String browser, String system) {

    public static From of(HttpServletRequest request) {
        var agent = String.valueOf(request.getHeader("User-Agent"));
        return new From(block(request.getRemoteAddr()), Devices.in(request), browser(agent), system(agent));
    }

    private static String block(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            // figures only, so nothing is looked up
            return InetAddress.getByName(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), 8))
                    : address;
        } catch (UnknownHostException _) {
            return address;
        }
    }

    private static String browser(String agent) {
        return first(
                agent,
                "Edg",
                "edge",
                "OPR",
                "opera",
                "Firefox",
                "firefox",
                "FxiOS",
                "firefox",
                "SamsungBrowser",
                "samsung",
                "Chrome",
                "chrome",
                "CriOS",
                "chrome",
                "Safari",
                "safari");
    }

    private static String system(String agent) {
        return first(
                agent,
                "iPhone",
                "iphone",
                "iPad",
                "ipad",
                "Android",
                "android",
                "Windows",
                "windows",
                "Macintosh",
                "mac",
                "CrOS",
                "chromebook",
                "Linux",
                "linux");
    }

    private static String first(String agent, String... signs) {
        for (var i = 0; i < signs.length; i += 2) {
            if (agent.toLowerCase(Locale.ROOT).contains(signs[i].toLowerCase(Locale.ROOT))) {
                return signs[i + 1];
            }
        }
        return "other";
    }
}
