package org.lienthong.gateway.configuration;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lienthong.gateway.configuration.ConfigurationRefusedException.Problem;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/** Reads the operator's file: YAML or properties, UTF-8; {@code ${NAME}} stands for an environment variable. */
public final class ConfigurationFile {

    private ConfigurationFile() {}

    /** @throws ConfigurationRefusedException with every problem that can be told at once */
    public static GatewayConfiguration read(Path file) {
        GatewayConfiguration configuration = bind(load(file), file);
        List<Problem> problems = ConfigurationRules.problems(configuration);
        if (!problems.isEmpty()) {
            throw new ConfigurationRefusedException(problems);
        }
        return configuration;
    }

    private static List<PropertySource<?>> load(Path file) {
        if (!Files.isReadable(file)) {
            throw new ConfigurationRefusedException(List.of(
                    new Problem(file.toString(), "không có tệp cấu hình này", "there is no such configuration file")));
        }
        try {
            String name = file.toString();
            FileSystemResource resource = new FileSystemResource(file);
            return name.endsWith(".properties")
                    ? new PropertiesPropertySourceLoader().load(name, resource, StandardCharsets.UTF_8)
                    : new YamlPropertySourceLoader().load(name, resource);
        } catch (IOException | RuntimeException unreadable) {
            throw new ConfigurationRefusedException(List.of(new Problem(
                    file.toString(),
                    "không đọc được: " + unreadable.getMessage(),
                    "cannot be read: " + unreadable.getMessage())));
        }
    }

    private static GatewayConfiguration bind(List<PropertySource<?>> file, Path name) {
        MutablePropertySources all = new MutablePropertySources();
        file.forEach(all::addLast);
        MutablePropertySources values = new MutablePropertySources(all);
        new StandardEnvironment().getPropertySources().forEach(values::addLast);
        Binder binder =
                new Binder(ConfigurationPropertySources.from(all), new PropertySourcesPlaceholdersResolver(values));
        try {
            return binder.bind(
                            "",
                            Bindable.of(GatewayConfiguration.class),
                            new NoUnboundElementsBindHandler(new BindHandler() {}, new UnboundElementsSourceFilter()))
                    .get();
        } catch (BindException e) {
            throw new ConfigurationRefusedException(BindingProblems.of(e, name));
        }
    }

    /** @return what is in force, a line for each value, secrets masked */
    public static String describe(GatewayConfiguration configuration) {
        StringBuilder lines = new StringBuilder();
        describe("", configuration, lines);
        return lines.toString();
    }

    private static void describe(String prefix, Record values, StringBuilder lines) {
        for (RecordComponent component : values.getClass().getRecordComponents()) {
            String name = prefix + kebab(component.getName());
            Object value = value(component, values);
            if (value instanceof Record nested && isGroup(nested)) {
                describe(name + ".", nested, lines);
            } else {
                lines.append("  ")
                        .append(name)
                        .append(" = ")
                        .append(value == null ? "—" : value)
                        .append('\n');
            }
        }
    }

    private static boolean isGroup(Record value) {
        return value.getClass().getPackage() == GatewayConfiguration.class.getPackage()
                && !(value instanceof Secret)
                && !(value instanceof ServiceUrl);
    }

    private static @Nullable Object value(RecordComponent component, Record values) {
        try {
            return component.getAccessor().invoke(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
