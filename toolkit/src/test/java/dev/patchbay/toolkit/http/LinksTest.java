package dev.patchbay.toolkit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinksTest {

    @Test
    void findsARelationAmongOthers() {
        String header = "</a?x=1,2>; title=\"b; rel=c\"; rel=prev, <https://x/y>; rel=\"last  next\" ; a";

        assertEquals(Optional.of("https://x/y"), Links.find(List.of(header), "next"));
        assertEquals(Optional.of("/a?x=1,2"), Links.find(List.of(header), "prev"));
        assertEquals(Optional.empty(), Links.find(List.of(header), "first"));
    }

    @Test
    void readsAHeaderWithTensOfThousandsOfParameters() {
        String many = ";a=1 ".repeat(60_000);

        assertEquals(Optional.of("/b"), Links.find(List.of("</a>" + many + ", </b>" + many + ";rel=next"), "next"));
    }
}
