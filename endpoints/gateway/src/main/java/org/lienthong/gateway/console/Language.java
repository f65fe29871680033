package org.lienthong.gateway.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/** What a page speaks: Vietnamese, unless the reader switched. */
enum Language {
    VI,
    EN;

    static Language of(HttpServletRequest request) {
        return "en".equals(request.getParameter("lang")) ? EN : VI;
    }

    Locale locale() {
        return Locale.forLanguageTag(tag());
    }

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    Language other() {
        return this == VI ? EN : VI;
    }
}
