package org.lienthong.client.command;

import org.lienthong.message.identity.DeliveryId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a DeliveryId off the command line. */
final class DeliveryWord implements ITypeConverter<DeliveryId> {

    @Override
    public DeliveryId convert(String text) {
        return DeliveryId.parse(text)
                .orElseThrow(
                        () -> new TypeConversionException("'" + text + "' không phải DeliveryId / is no DeliveryId"));
    }
}
