package org.lienthong.exchange.directory;

import java.util.Objects;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.SystemId;

/** A system and the organ it was found to act for. Only {@link Directory#authorise} makes one. */
public final class Caller {

    private final SystemId system;
    private final OrganId organ;
    private final Scope scope;

    Caller(SystemId system, OrganId organ, Scope scope) {
        this.system = system;
        this.organ = organ;
        this.scope = scope;
    }

    public SystemId system() {
        return system;
    }

    /** @return by the id that the directory gives it, whatever the caller wrote */
    public OrganId organ() {
        return organ;
    }

    public Scope scope() {
        return scope;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Caller caller
                && system.equals(caller.system)
                && organ.equals(caller.organ)
                && scope == caller.scope;
    }

    @Override
    public int hashCode() {
        return Objects.hash(system, organ, scope);
    }

    @Override
    public String toString() {
        return system + " for " + organ + " (" + scope.wire() + ")";
    }
}
