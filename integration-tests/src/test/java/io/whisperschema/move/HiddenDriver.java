package io.whisperschema.move;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;

/** A host's wrapper of a connection that does not say what it wraps. */
final class HiddenDriver {
    private HiddenDriver() {}

    static Connection of(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                HiddenDriver.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("isWrapperFor")) {
                        return false;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }
}
