package org.lienthong.gateway.soap;

import java.util.List;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.lienthong.exchange.Passage;

/** The way out of an answer: tree, seal, bytes, HTTP. Nothing of CXF writes. */
final class AnswerOut extends AbstractPhaseInterceptor<Message> {

    private final Answers answers;
    private final Passage passage;

    AnswerOut(Answers answers, Passage passage) {
        super(Phase.PREPARE_SEND);
        this.answers = answers;
        this.passage = passage;
    }

    @Override
    public void handleMessage(Message message) {
        Exchange exchange = message.getExchange();
        Object response = message.getContent(List.class).get(0);
        byte[] bytes = answers.answer(exchange, response);
        passage.reached(Passage.Step.ANSWER_SIGNED);
        HttpExchange.of(exchange)
                .write(200, exchange.get(Arrival.class).announced().version(), bytes);
    }
}
