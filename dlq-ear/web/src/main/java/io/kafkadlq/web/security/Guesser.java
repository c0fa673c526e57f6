package io.kafkadlq.web.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Who guesses a password: a network and the name it is guessed for, as a digest, because strangers choose the length of
 * both.
 */
record Guesser(String digest) {

    // Digits, so that reading it never asks a name server.
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:][0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final int NETWORK_BYTES = 8;

    static Guesser of(String address, String name) {
        try {
            // NUL cannot stand in an address.
            byte[] both = (network(address) + "\0" + name).getBytes(StandardCharsets.UTF_8);
            return new Guesser(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(both)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** An IPv6 address without its last 64 bits, which its owner chooses freely; any other address as it is. */
    @SuppressWarnings("AddressSelection") // A literal has one address.
    private static String network(String address) {
        String literal = address.replaceAll("[\\[\\]]|%.*", "");
        if (!IPV6.matcher(literal).matches()) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(literal).getAddress();
            // Of four bytes: IPv4, written as IPv6.
            return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, NETWORK_BYTES));
        } catch (UnknownHostException malformed) {
            return address;
        }
    }
}
