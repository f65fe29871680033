package org.lienthong.gateway.configuration;

import java.util.regex.Pattern;

/** The address of a server of the operator's; printed without the passwords that it may carry. */
public record ServiceUrl(String value) {

    private static final String MASK = "******";
    private static final Pattern IN_AUTHORITY = Pattern.compile("(//[^/@:?]*):[^@/?]*@");
    private static final Pattern IN_QUERY =
            Pattern.compile("([?&;][^=&;]*(?:password|passwd|secret|token)[^=&;]*=)[^&;)]*", Pattern.CASE_INSENSITIVE);

    @Override
    public String toString() {
        String authority = IN_AUTHORITY.matcher(value).replaceAll("$1:" + MASK + "@");
        return IN_QUERY.matcher(authority).replaceAll("$1" + MASK);
    }
}
