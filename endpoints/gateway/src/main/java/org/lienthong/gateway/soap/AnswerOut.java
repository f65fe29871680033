package org.lienthong.gateway.soap;

import java.util.List;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/** The way out of an answer: tree, seal, bytes, HTTP. Nothing of CXF writes. */
final class AnswerOut extends AbstractPhaseInterceptor<Message> {

    private final Answers answers;

    AnswerOut(Answers answers) {
        super(Phase.PREPARE_SEND);
        this.answers = answers;
    }

    @Override
    public void handleMessage(Message message) {
        Exchange exchange = message.getExchange();
        Object response = message.getContent(List.class).get(0);
        byte[] bytes = answers.answer(exchange, response);
        HttpExchange.of(exchange)
                .write(200, exchange.get(Arrival.class).announced().version(), bytes);
    }
}
