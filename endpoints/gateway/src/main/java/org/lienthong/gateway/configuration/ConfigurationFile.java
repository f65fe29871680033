package org.lienthong.gateway.configuration;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
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
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/** Reads the operator's file: YAML or properties; {@code ${NAME}} stands for an environment variable. */
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
        PropertySourceLoader loader = file.toString().endsWith(".properties")
                ? new PropertiesPropertySourceLoader()
                : new YamlPropertySourceLoader();
        if (!Files.isReadable(file)) {
            throw new ConfigurationRefusedException(List.of(
                    new Problem(file.toString(), "không có tệp cấu hình này", "there is no such configuration file")));
        }
        try {
            return loader.load(file.toString(), new FileSystemResource(file));
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
            String why = innermost(e).getMessage();
            throw new ConfigurationRefusedException(List.of(new Problem(
                    name + " [" + e.getName() + "]", "giá trị không dùng được: " + why, "cannot be used: " + why)));
        }
    }

    private static Throwable innermost(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
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
            boolean ours = value != null
                    && value.getClass().getPackage() == values.getClass().getPackage();
            if (ours && value instanceof Record nested && !(value instanceof Secret)) {
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
