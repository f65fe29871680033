package org.lienthong.gateway.toolkits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lienthong.gateway.testing.BusExtension;

/**
 * Stubs that two JAX-WS toolkits generate from the WSDL as served: they compile, and one source of endpoints/client/examples
 * calls through both, signed, and verifies what comes back.
 */
@Timeout(1200)
class GeneratedStubsTest {

    private static final Path DISTRIBUTION = Path.of("target/jaxws-ri/lib").toAbsolutePath();
    private static final Path EXAMPLE =
            Path.of("../client/examples/java").toAbsolutePath().normalize();

    @RegisterExtension
    static final BusExtension BUS = new BusExtension();

    @TempDir
    Path folder;

    enum Toolkit {
        /** The distribution as downloaded, unpacked by the build. */
        JAXWS_RI("com.sun.tools.ws.WsImport", "-quiet -Xnocompile -extension -p agency.bus -s") {
            @Override
            String classPath() throws IOException {
                try (Stream<Path> jars = Files.list(DISTRIBUTION)) {
                    return jars.map(Path::toString)
                            .filter(jar -> jar.endsWith(".jar"))
                            .sorted()
                            .collect(Collectors.joining(File.pathSeparator));
                }
            }
        },
        /** With an implementation of SAAJ, which handlers need and the bus does not. */
        CXF("org.apache.cxf.tools.wsdlto.WSDLToJava", "-p agency.bus -d") {
            @Override
            String classPath() {
                return Stream.of("saaj-impl.jar", "stax-ex.jar")
                        .map(jar -> DISTRIBUTION.resolve(jar).toString())
                        .collect(Collectors.joining(
                                File.pathSeparator, System.getProperty("java.class.path") + File.pathSeparator, ""));
            }
        };

        private final String generator;
        private final String options;

        Toolkit(String generator, String options) {
            this.generator = generator;
            this.options = options;
        }

        abstract String classPath() throws IOException;
    }

    @ParameterizedTest
    @CsvSource({"JAXWS_RI,wsdl", "JAXWS_RI,wsdl=soap12", "CXF,wsdl", "CXF,wsdl=soap12"})
    void callTheBusSignedBothWays(Toolkit toolkit, String description) throws Exception {
        AgencyFolder.write(folder, BUS);
        Path sources = Files.createDirectory(folder.resolve("sources"));
        Path classes = Files.createDirectory(folder.resolve("classes"));
        String wsdl = "http://127.0.0.1:" + BUS.port() + "/exchange?" + description;
        ChildProgram programs = new ChildProgram(folder);

        List<String> arguments = new ArrayList<>(List.of(toolkit.options.split(" ")));
        arguments.addAll(List.of(sources.toString(), wsdl));
        programs.java(toolkit.classPath(), toolkit.generator, arguments.toArray(String[]::new));
        compile(sources, classes, toolkit.classPath());
        String told = programs.java(
                classes + File.pathSeparator + toolkit.classPath(),
                "agency.CheckConnection",
                wsdl,
                BusExtension.URI,
                folder.toString(),
                AgencyFolder.SENDER);

        assertThat(told).contains("unsigned: NotSigned\n", "connected as vpcp of G22\n", "signed: WrongBus\n");
    }

    private static void compile(Path sources, Path classes, String classPath) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path root : List.of(sources, EXAMPLE)) {
            try (Stream<Path> found = Files.walk(root)) {
                found.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-proc:none", "-d", classes.toString(), "-cp", classPath);
            assertThat(compiler.getTask(
                                    complaints,
                                    manager,
                                    null,
                                    options,
                                    null,
                                    manager.getJavaFileObjectsFromPaths(files))
                            .call())
                    .as(complaints::toString)
                    .isTrue();
        }
    }
}
