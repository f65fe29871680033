package org.lienthong.gateway.configuration;

/** What this bus is for. */
public enum Profile {
    /** Real documents: TLS, or a declared proxy that ends it; no authority made for trying out. */
    SERVE,
    /** Integrators try their clients: throw-away authorities, plain HTTP on loopback. */
    SANDBOX,
    /** One command that shows everything: as SANDBOX. */
    DEMO;

    /** @return whether authorities made for trying out may be trusted */
    public boolean throwAway() {
        return this != SERVE;
    }
}
