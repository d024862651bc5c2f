package io.whisperschema.integration;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Somebody who stands in for an object of an interface, and answers some of its calls otherwise. */
public final class StandIn {
    private StandIn() {}

    /** What it answers. */
    public interface Answer {
        /** The result of a call. */
        Object to(Method method, Object[] arguments) throws Throwable;
    }

    /** One that gives these answers. */
    public static <T> T of(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answer.to(method, arguments)));
    }

    /** What the real one answers. */
    public static Object asks(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
