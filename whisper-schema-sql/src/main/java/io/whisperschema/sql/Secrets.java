package io.whisperschema.sql;

import java.util.regex.Pattern;

/** Takes out of a driver's or pool's own sentence what may hold a credential: JDBC URLs and their parameters. */
public final class Secrets {
    private static final Pattern JDBC_URL = Pattern.compile("jdbc:\\S+");
    private static final Pattern USER_INFO = Pattern.compile("//[^\\s/@]+@");
    private static final Pattern PARAMETERS = Pattern.compile("\\?[^\\s'\"]*=[^\\s'\"]*");

    private Secrets() {}

    /** The first line of the sentence without them. */
    public static String hiddenIn(String sentence) {
        String line = sentence.lines().findFirst().orElse("no message");
        String withoutUrls = JDBC_URL.matcher(line).replaceAll("(the JDBC URL)");
        String withoutUsers = USER_INFO.matcher(withoutUrls).replaceAll("//…@");
        return PARAMETERS.matcher(withoutUsers).replaceAll("?…");
    }
}
