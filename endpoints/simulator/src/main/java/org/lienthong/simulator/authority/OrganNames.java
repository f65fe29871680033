package org.lienthong.simulator.authority;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.lienthong.message.identity.OrganId;

/** Names of some agencies, for trying out; agencies without a name here get one by their code. */
public final class OrganNames {

    private final Properties names = new Properties();

    public OrganNames() {
        try (InputStream in = OrganNames.class.getResourceAsStream("organs.properties")) {
            if (in == null) {
                throw new IllegalStateException("organs.properties is not beside its class");
            }
            names.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public String of(OrganId organ) {
        return names.getProperty(organ.value(), "Đơn vị thử nghiệm " + organ);
    }
}
