package cn.zhengping.app.events;

import cn.zhengping.tenants.CurrentTenant;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.modulith.events.core.EventPublicationRepository;
import org.springframework.stereotype.Component;

/** The registry looks for what is unfinished when the application stops, where nothing is bound: as the platform, then. */
@Component
final class UnfinishedAtStop implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof EventPublicationRepository repository ? asPlatform(repository) : bean;
    }

    private static Object asPlatform(EventPublicationRepository repository) {
        return Proxy.newProxyInstance(
                UnfinishedAtStop.class.getClassLoader(),
                new Class<?>[] {EventPublicationRepository.class},
                (_, method, arguments) -> {
                    try {
                        return method.getName().equals("findIncompletePublications")
                                ? CurrentTenant.<Object, Exception>platform(() -> method.invoke(repository, arguments))
                                : method.invoke(repository, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
