package org.lienthong.gateway.soap;

import java.util.List;
import org.apache.cxf.Bus;
import org.apache.cxf.binding.Binding;
import org.apache.cxf.databinding.source.SourceDataBinding;
import org.apache.cxf.endpoint.Endpoint;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.interceptor.Interceptor;
import org.apache.cxf.interceptor.InterceptorProvider;
import org.apache.cxf.interceptor.OutgoingChainInterceptor;
import org.apache.cxf.interceptor.ServiceInvokerInterceptor;
import org.apache.cxf.jaxws.JAXWSMethodInvoker;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.Message;
import org.apache.cxf.service.invoker.Factory;

/**
 * The CXF endpoint: its transport, its dispatch from operation to method, its continuations and its chains, emptied of every
 * stock interceptor but the two that call the method and start the answer. bus-services/adr/0008.
 */
final class ExchangeEndpoint {

    private ExchangeEndpoint() {}

    /** @param ports makes the port of one request; dropped after it */
    static Server publish(Bus bus, Factory ports, RequestIn in, AnswerOut out, FaultOut fault) {
        JaxWsServerFactoryBean factory = new JaxWsServerFactoryBean();
        factory.setBus(bus);
        factory.setServiceClass(ExchangePort.class);
        factory.setDataBinding(new SourceDataBinding()); // never asked: WireTypes binds
        factory.setInvoker(new JAXWSMethodInvoker(ports));
        factory.setAddress("/");
        factory.setStart(false);
        Server server = factory.create();

        Endpoint endpoint = server.getEndpoint();
        Binding binding = endpoint.getBinding();
        for (InterceptorProvider stock : List.of(bus, endpoint.getService(), endpoint, binding)) {
            stock.getInInterceptors().clear();
            stock.getOutInterceptors().clear();
            stock.getInFaultInterceptors().clear();
            stock.getOutFaultInterceptors().clear();
        }
        List<Interceptor<? extends Message>> way = endpoint.getInInterceptors();
        way.addAll(List.of(in, new ServiceInvokerInterceptor(), new OutgoingChainInterceptor()));
        endpoint.getOutInterceptors().add(out);
        endpoint.getOutFaultInterceptors().add(fault);
        endpoint.put(FaultListener.class.getName(), (FaultListener) (thrown, text, message) -> false);
        server.start();
        return server;
    }

    /** Makes a port for one exchange. */
    interface Ports extends Factory {

        ExchangePort of(Exchange exchange);

        @Override
        default Object create(Exchange exchange) {
            return of(exchange);
        }

        @Override
        default void release(Exchange exchange, Object port) {}
    }
}
