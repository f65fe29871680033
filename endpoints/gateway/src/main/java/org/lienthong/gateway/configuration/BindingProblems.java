package org.lienthong.gateway.configuration;

import java.nio.file.Path;
import java.util.List;
import org.lienthong.gateway.configuration.ConfigurationRefusedException.Problem;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;

/** What the binder could not use, in the operator's words; never the value of a secret. */
final class BindingProblems {

    private BindingProblems() {}

    static List<Problem> of(BindException refused, Path file) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnboundConfigurationPropertiesException unknown) {
                return unknown.getUnboundProperties().stream()
                        .map(ConfigurationProperty::getName)
                        .sorted()
                        .map(name -> new Problem(
                                name.toString(),
                                "không có thiết lập tên này (" + file + ")",
                                "there is no setting of this name (" + file + ")"))
                        .toList();
            }
        }
        String name = refused.getName().toString();
        String type = refused.getTarget().getType().resolve(Object.class).getSimpleName();
        ConfigurationProperty property = refused.getProperty();
        String value = property == null || name.contains("password") ? "" : " '" + property.getValue() + "'";
        return List.of(new Problem(
                name,
                "giá trị" + value + " không dùng được, cần kiểu " + type + " (" + file + ")",
                "the value" + value + " cannot be used, a " + type + " is needed (" + file + ")"));
    }
}
