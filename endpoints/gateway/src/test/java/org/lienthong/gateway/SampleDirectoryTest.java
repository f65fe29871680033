package org.lienthong.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.gateway.assembly.RunningBus;
import org.lienthong.gateway.configuration.ConfigurationFile;
import org.lienthong.gateway.testing.Letters;
import org.lienthong.gateway.testing.TestAgency;
import org.lienthong.gateway.testing.TestKeys;
import org.lienthong.message.identity.OrganId;
import org.lienthong.xsd.exchange.GetOrgans;
import org.lienthong.xsd.exchange.GetOrgansResponse;
import org.lienthong.xsd.types.BusFault;
import org.lienthong.xsd.types.Organ;
import org.lienthong.xsd.types.OrganState;
import org.springframework.util.FileSystemUtils;

/** The sample directory that the repository ships, on a bus. */
class SampleDirectoryTest {

    private static final Path SAMPLE = Path.of("samples/directory");

    @TempDir
    static Path folder;

    private static final TestKeys KEYS = new TestKeys();
    private static RunningBus bus;

    @BeforeAll
    static void startOnTheSample() throws IOException {
        KEYS.write(folder);
        Path directory = folder.resolve("directory");
        FileSystemUtils.deleteRecursively(directory);
        FileSystemUtils.copyRecursively(SAMPLE, directory);
        append(directory.resolve("systems.csv"), "vpcp,G22,Hệ thống văn bản VPCP");
        append(directory.resolve("keys.csv"), "vpcp," + KEYS.vpcp().spkiSha256() + ",,");
        List<String> settings = new ArrayList<>(TestKeys.settings(folder));
        settings.add("profile=sandbox");
        bus = RunningBus.start(ConfigurationFile.read(Files.write(folder.resolve("bus.properties"), settings)));
    }

    @AfterAll
    static void stop() {
        bus.close();
    }

    @Test
    void holdsTheMinistriesAndTheSixtyThreeProvincesOfWhichThirtyFourAreLeft() throws IOException {
        GetOrgans request = new GetOrgans();
        request.setRequestContext(TestAgency.context());

        List<Organ> organs =
                vpcp().call(request, GetOrgansResponse.class).getAnswer().getOrgan();

        assertThat(organs).hasSize(28 + 63 + 1);
        assertThat(organs)
                .filteredOn(organ -> organ.getOrganId().startsWith("G"))
                .hasSize(28);
        List<Organ> provinces = organs.stream()
                .filter(organ -> organ.getKind().equals("PROVINCE"))
                .toList();
        assertThat(provinces).hasSize(63);
        assertThat(provinces)
                .filteredOn(organ -> organ.getState() == OrganState.OPEN)
                .hasSize(34);
        assertThat(provinces)
                .filteredOn(organ -> organ.getState() == OrganState.CLOSED)
                .hasSize(29)
                .allSatisfy(organ -> {
                    assertThat(organ.getValidTo()).isNotNull();
                    assertThat(provinces)
                            .filteredOn(other -> other.getOrganId().equals(organ.getSuccessor()))
                            .singleElement()
                            .satisfies(other -> assertThat(other.getState()).isEqualTo(OrganState.OPEN));
                });
    }

    @Test
    void everyRowSaysThatItIsASample() throws IOException {
        List<String> rows = Files.readAllLines(SAMPLE.resolve("organs.csv"));

        assertThat(rows.subList(1, rows.size()))
                .allMatch(row -> row.contains("SAMPLE: check against the official list."));
    }

    @Test
    void aDocumentToAClosedProvinceIsRefusedNamingWhoTookOver() throws IOException {
        BusFault fault = vpcp().refused(Letters.sendTo(List.of(new OrganId("000.00.00.H63"))));

        assertThat(fault.getCode()).isEqualTo("RecipientRefused");
        assertThat(fault.getCulprit()).singleElement().satisfies(culprit -> {
            assertThat(culprit.getOrganId()).isEqualTo("000.00.00.H63");
            assertThat(culprit.getCode()).isEqualTo("OrganClosed");
            assertThat(culprit.getSuccessor()).isEqualTo("H38");
        });
    }

    private static TestAgency vpcp() {
        return new TestAgency(bus.port(), KEYS, KEYS.vpcp());
    }

    private static void append(Path file, String row) throws IOException {
        Files.writeString(file, row + "\n", StandardOpenOption.APPEND);
    }
}
