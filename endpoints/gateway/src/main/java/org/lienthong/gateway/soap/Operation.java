package org.lienthong.gateway.soap;

import jakarta.jws.WebMethod;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.seal.Freshness;
import org.lienthong.message.wire.Envelope;
import org.lienthong.message.wire.WireTypes;
import org.lienthong.wsdl.DocumentExchange;

/**
 * An operation of the port, as the generated interface declares it.
 *
 * @param name local name of the request element and of the WSDL operation
 * @param request the generated class of the request
 */
record Operation(String name, Class<?> request) {

    private static final Map<String, Operation> ALL = Arrays.stream(DocumentExchange.class.getMethods())
            .map(Operation::of)
            .collect(Collectors.toUnmodifiableMap(Operation::name, Function.identity()));

    private static Operation of(Method method) {
        return new Operation(method.getAnnotation(WebMethod.class).operationName(), method.getParameterTypes()[0]);
    }

    /** @throws org.lienthong.message.refusal.RefusedException UnknownOperation */
    static Operation asked(Envelope envelope) {
        Operation operation = ALL.get(envelope.operationName().getLocalPart());
        if (operation == null
                || !WireTypes.MESSAGES.equals(envelope.operationName().getNamespaceURI())) {
            throw Refusal.of(RefusalCode.UNKNOWN_OPERATION)
                    .with("found", envelope.operationName())
                    .at("Body")
                    .refused();
        }
        return operation;
    }

    /** @return ANY for CheckConnection, whose very purpose is to tell a caller that its clock is wrong */
    Freshness freshness() {
        return name.equals("CheckConnection") ? Freshness.ANY : Freshness.REQUIRED;
    }
}
