package io.whisperschema.testkit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** A proxy that stands before a JDBC object, and is equal to itself only. */
abstract class Delegation implements InvocationHandler {
    private final Object delegate;

    Delegation(Object delegate) {
        this.delegate = delegate;
    }

    /** What happens when a method of JDBC is called. */
    abstract @Nullable Object called(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable;

    static <T> T proxy(Class<T> type, Delegation delegation) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, delegation));
    }

    @Override
    public final @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        @Nullable Object[] given = arguments == null ? new Object[0] : arguments;
        return switch (method.getName()) {
            case "equals" -> given.length == 1 && proxy == given[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> called(proxy, method, given);
        };
    }

    final @Nullable Object forward(Method method, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(delegate, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
