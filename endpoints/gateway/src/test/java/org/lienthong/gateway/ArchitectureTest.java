package org.lienthong.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.UUID;

/** The house rules of the whole system, read off the compiled classes of every module. */
@AnalyzeClasses(
        packages = "org.lienthong",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

    /** Test classes that modules lend each other come as jars once they are packaged. */
    static final class NoTestJars implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String[] GENERATED = {
        "org.lienthong.xsd.types..", "org.lienthong.xsd.exchange..", "org.lienthong.xsd.inbox..", "org.lienthong.wsdl.."
    };

    /** Places whose loop or door must survive whatever is thrown; each logs what it caught and what follows. */
    private static final Set<String> MAY_CATCH_EVERYTHING = Set.of();

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.lienthong.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theKernelKnowsNoSpringNoBrokerNoDatabaseNoServlet = noClasses()
            .that()
            .resideInAPackage("org.lienthong.message..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "jakarta.jms..",
                    "java.sql..",
                    "javax.sql..",
                    "jakarta.servlet..",
                    "org.apache.cxf..",
                    "org.lienthong.exchange..",
                    "org.lienthong.gateway..",
                    "org.lienthong.client..",
                    "org.lienthong.simulator..");

    @ArchTest
    static final ArchRule theExchangeKnowsNoDoor = noClasses()
            .that()
            .resideInAPackage("org.lienthong.exchange..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.lienthong.gateway..",
                    "org.lienthong.client..",
                    "org.lienthong.simulator..",
                    "org.lienthong.wsdl..",
                    "org.apache.cxf..",
                    "jakarta.servlet..");

    @ArchTest
    static final ArchRule theClientKnowsOnlyTheKernelAndTheContracts = noClasses()
            .that()
            .resideInAPackage("org.lienthong.client..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.lienthong.exchange..",
                    "org.lienthong.gateway..",
                    "org.lienthong.simulator..",
                    "org.springframework..",
                    "org.apache.cxf..");

    @ArchTest
    static final ArchRule theSimulatorReachesTheBusOnlyOverTheWire = noClasses()
            .that()
            .resideInAPackage("org.lienthong.simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.lienthong.exchange..", "org.lienthong.gateway..");

    @ArchTest
    static final ArchRule theGatewayUsesNoClientAndNoSimulator = noClasses()
            .that()
            .resideInAPackage("org.lienthong.gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.lienthong.client..", "org.lienthong.simulator..");

    @ArchTest
    static final ArchRule generatedTypesStayAtTheWire = noClasses()
            .that()
            .resideInAPackage("org.lienthong..")
            .and()
            .resideOutsideOfPackages(
                    "org.lienthong.xsd..",
                    "org.lienthong.wsdl..",
                    "org.lienthong.message.wire..",
                    "org.lienthong.gateway.soap..",
                    "org.lienthong.client.soap..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(GENERATED);

    @ArchTest
    static final ArchRule aTypeIsPublicOnlyIfItIsOfUseOutsideItsPackage = classes()
            .that()
            .resideInAPackage("org.lienthong..")
            .and()
            .resideOutsideOfPackages(
                    "org.lienthong.xsd..",
                    "org.lienthong.wsdl..",
                    "org.lienthong.client..",
                    "org.lienthong.simulator..")
            .and()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should(beOfUseOutsideItsPackage());

    @ArchTest
    static final ArchRule identifiersAreTypes = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage("org.lienthong..")
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackages("org.lienthong.xsd..", "org.lienthong.wsdl..", "org.lienthong.message.identity..")
            .should(takeNoUuid());

    @ArchTest
    static final ArchRule noFieldInjection = noFields()
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .orShould()
            .beAnnotatedWith("jakarta.annotation.Resource")
            .orShould()
            .beAnnotatedWith("jakarta.inject.Inject");

    @ArchTest
    static final ArchRule noStaticMutableState = fields().that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage("org.lienthong..")
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackages(GENERATED)
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule noForbiddenRooms = noClasses()
            .should()
            .resideInAnyPackage(
                    "..util..",
                    "..utils..",
                    "..common..",
                    "..impl..",
                    "..manager..",
                    "..helper..",
                    "..dto..",
                    "..service..",
                    "..model..");

    @ArchTest
    static final ArchRule timeAndSettingsAreHandedIn = noClasses()
            .that()
            .resideInAPackage("org.lienthong..")
            .should()
            .callMethod("java.time.Instant", "now")
            .orShould()
            .callMethod("java.lang.Thread", "sleep", "long")
            .orShould()
            .callMethod("java.lang.Thread", "sleep", "java.time.Duration")
            .orShould()
            .callMethod("java.lang.System", "getProperty", "java.lang.String")
            .orShould()
            .callMethod("java.lang.System", "currentTimeMillis");

    @ArchTest
    static final ArchRule onlyLoopsAndDoorsCatchEverything = codeUnits()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("org.lienthong..")
            .should(catchNoBareException());

    @ArchTest
    static void thereAreRoomsToLookAt(JavaClasses all) {
        if (all.size() < 50) {
            throw new AssertionError("only " + all.size() + " classes imported: the rules would hold of nothing");
        }
    }

    /** Used elsewhere, told of in a public signature, thrown to whoever may catch it, or a program's entry. */
    private static ArchCondition<JavaClass> beOfUseOutsideItsPackage() {
        return new ArchCondition<>("be of use outside its package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean used = type.getDirectDependenciesToSelf().stream()
                        .anyMatch(use -> !use.getOriginClass().getPackageName().equals(type.getPackageName())
                                || isToldInPublic(type, use.getOriginClass()));
                boolean entry =
                        type.getMethods().stream().anyMatch(m -> m.getName().equals("main"));
                if (!used && !entry && !type.isAssignableTo(Throwable.class)) {
                    events.add(
                            SimpleConditionEvent.violated(type, type.getName() + " is public but used at home only"));
                }
            }
        };
    }

    private static boolean isToldInPublic(JavaClass type, JavaClass by) {
        return by.getModifiers().contains(JavaModifier.PUBLIC)
                && by.getMethods().stream()
                        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                        .anyMatch(method -> method.getAllInvolvedRawTypes().contains(type));
    }

    private static ArchCondition<JavaCodeUnit> catchNoBareException() {
        return new ArchCondition<>("catch the exceptions they expect, by name") {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                boolean bare = unit.getTryCatchBlocks().stream()
                        .flatMap(block -> block.getCaughtThrowables().stream())
                        .anyMatch(caught -> caught.isEquivalentTo(Exception.class));
                if (bare && !MAY_CATCH_EVERYTHING.contains(unit.getOwner().getName())) {
                    events.add(SimpleConditionEvent.violated(unit, unit.getFullName() + " catches Exception"));
                }
            }
        };
    }

    private static ArchCondition<JavaMethod> takeNoUuid() {
        return new ArchCondition<>("take identifiers as their own types") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean raw = method.getRawParameterTypes().stream().anyMatch(p -> p.isEquivalentTo(UUID.class));
                if (raw) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName() + " takes a bare UUID"));
                }
            }
        };
    }
}
