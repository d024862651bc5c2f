package io.whisperschema.sql;

import java.util.regex.Pattern;

/**
 * Takes out of a driver's or pool's own sentence what may hold a credential: URLs, their parameters, and whatever is
 * called a password. A password may hold any character, so what follows it goes too: rather too much than too little.
 */
public final class Secrets {
    private static final Pattern NAMED =
            Pattern.compile("(?i)((?:password|passwd|passphrase|pwd|secret|credentials?|api[_-]?key|private[_-]?key"
                    + "|(?:access|auth|bearer|refresh|session)[_-]?token)[\\w.-]*[\"']?\\s*[=:]).+$");
    private static final Pattern JDBC_URL = Pattern.compile("jdbc:\\S+");
    private static final Pattern USER_INFO = Pattern.compile("//.*@");
    private static final Pattern PARAMETERS = Pattern.compile("\\?[^\\s'\"]*=[^\\s'\"]*");

    private Secrets() {}

    /** The first line of the sentence without them. */
    public static String hiddenIn(String sentence) {
        String line = sentence.lines().findFirst().orElse("no message");
        String withoutNamed = NAMED.matcher(line).replaceAll("$1…");
        String withoutUrls = JDBC_URL.matcher(withoutNamed).replaceAll("(the JDBC URL)");
        String withoutUsers = USER_INFO.matcher(withoutUrls).replaceAll("//…@");
        return PARAMETERS.matcher(withoutUsers).replaceAll("?…");
    }
}
