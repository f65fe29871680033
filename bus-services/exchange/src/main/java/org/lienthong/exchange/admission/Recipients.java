package org.lienthong.exchange.admission;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lienthong.exchange.directory.Directory;
import org.lienthong.exchange.directory.Resolution;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.refusal.Culprit;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;

/** Who of those addressed can be served. */
final class Recipients {

    private static final int NAMED = 10;

    private final Directory directory;

    Recipients(Directory directory) {
        this.directory = directory;
    }

    /**
     * @param to of the edXML, as written there
     * @return every recipient in the order written; the refused ones among them only under ACCEPT_REST
     */
    List<AddressedRecipient> address(OpenedSubmission opened, List<OrganId> to) {
        Set<OrganId> asked = new LinkedHashSet<>(opened.recipients());
        asked.addAll(to);
        Map<OrganId, Resolution> known = directory.resolveAll(List.copyOf(asked));
        requireSubset(opened.submission().recipients(), to, known);

        List<AddressedRecipient> addressed = new ArrayList<>();
        List<Culprit> culprits = new ArrayList<>();
        Set<Object> served = new HashSet<>();
        for (OrganId written : opened.recipients()) {
            Resolution resolution = known.getOrDefault(written, new Resolution.Unknown());
            Optional<OrganId> organ = resolution.known();
            boolean doubled = !served.add(organ.isPresent() ? organ.get() : written.value());
            Optional<RefusalCode> refused = doubled ? Optional.of(RefusalCode.RECIPIENT_DOUBLED) : refusal(resolution);
            addressed.add(new AddressedRecipient(written, organ, refused));
            refused.ifPresent(code -> culprits.add(culprit(written, code, resolution)));
        }
        boolean noneLeft = culprits.size() == addressed.size();
        if (noneLeft || !(culprits.isEmpty() || opened.submission().acceptRest())) {
            throw Refusal.of(RefusalCode.RECIPIENT_REFUSED)
                    .with("count", culprits.size())
                    .culprits(culprits)
                    .at("Recipient")
                    .refused();
        }
        return addressed;
    }

    /** Two spellings of one organ count as one: what matters is that the edXML addresses it. */
    private static void requireSubset(List<OrganId> asked, List<OrganId> to, Map<OrganId, Resolution> known) {
        Set<OrganId> addressed = to.stream()
                .flatMap(organ -> Stream.concat(Stream.of(organ), resolved(known, organ)))
                .collect(Collectors.toSet());
        List<OrganId> strangers = asked.stream()
                .filter(organ ->
                        !addressed.contains(organ) && resolved(known, organ).noneMatch(addressed::contains))
                .toList();
        if (!strangers.isEmpty()) {
            String named = strangers.stream().limit(NAMED).map(OrganId::value).collect(Collectors.joining(", "));
            throw Refusal.of(RefusalCode.REQUEST_INVALID)
                    .with("what", "Recipient ∉ edXML To: " + named)
                    .at("Recipient")
                    .refused();
        }
    }

    private static Stream<OrganId> resolved(Map<OrganId, Resolution> known, OrganId organ) {
        return known.getOrDefault(organ, new Resolution.Unknown()).known().stream();
    }

    private static Optional<RefusalCode> refusal(Resolution resolution) {
        if (resolution instanceof Resolution.Open) {
            return Optional.empty();
        } else if (resolution instanceof Resolution.Closed) {
            return Optional.of(RefusalCode.ORGAN_CLOSED);
        } else if (resolution instanceof Resolution.NotConnected) {
            return Optional.of(RefusalCode.NOT_CONNECTED);
        }
        return Optional.of(RefusalCode.UNKNOWN_ORGAN);
    }

    private static Culprit culprit(OrganId written, RefusalCode code, Resolution resolution) {
        Optional<OrganId> successor =
                resolution instanceof Resolution.Closed closed ? closed.successor() : Optional.empty();
        Optional<String> contact =
                resolution instanceof Resolution.NotConnected apart ? apart.contactPoint() : Optional.empty();
        return new Culprit(written.value(), code, successor, contact);
    }
}
