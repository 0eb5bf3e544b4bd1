package org.panamatorch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the pages refer to is there. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

    @Test
    void links_leadToFiles() throws IOException {
        for (Path page : Section.pages()) {
            assertThat(LINK.matcher(Files.readString(page)).results().map(link -> link.group(1)))
                    .as(page.toString())
                    .allMatch(link -> Files.exists(page.resolveSibling(link)));
        }
    }

    @Test
    void firstPage_listsAllOfTheGuide() throws IOException {
        List<String> files = new ArrayList<>();
        try (Stream<Path> guide = Files.list(Section.ROOT.resolve("docs/guide"))) {
            guide.forEach(file -> files.add("guide/" + file.getFileName()));
        }
        assertThat(
                        LINK.matcher(Files.readString(Section.ROOT.resolve("docs/GUIDE.md")))
                                .results()
                                .map((MatchResult link) -> link.group(1))
                                .filter(link -> link.startsWith("guide/")))
                .containsExactlyInAnyOrderElementsOf(files);
    }

    @Test
    void mavenPage_hasTheVersionOfTheBuild() throws IOException {
        Pattern version = Pattern.compile("<version>(.*-SNAPSHOT|\\d+\\.\\d+\\.\\d+)</version>");
        String built =
                version.matcher(Files.readString(Section.ROOT.resolve("pom.xml")))
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group(1);
        String page = Files.readString(Section.ROOT.resolve("docs/guide/maven.md"));
        assertThat(version.matcher(page).results().map(shown -> shown.group(1)))
                .isNotEmpty()
                .containsOnly(built);
        assertThat(page).contains("org.panamatorch:panamatorch-bom:" + built);
    }
}
