package dev.patchbay.registry.call;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.model.InvokeResult;
import dev.patchbay.model.Operation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A caller's own interface over {@link ConnectorHandle#invoke}: each method is an operation. */
final class TypedOperations implements InvocationHandler {
    private static final Set<Class<?>> RESULTS = Set.of(InvokeResult.class, Map.class, void.class);

    private final ConnectorHandle handle;
    private final Class<?> type;

    private TypedOperations(ConnectorHandle handle, Class<?> type) {
        this.handle = handle;
        this.type = type;
    }

    static <T> T of(ConnectorHandle handle, Class<T> type) {
        List<String> differences = new ArrayList<>();
        if (!type.isInterface()) {
            differences.add("it is no interface");
        } else {
            List<Operation> operations = handle.operations();
            operationsOf(type).forEach(method -> compare(method, operations, differences));
        }
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException("'" + type.getName() + "' does not fit the operations of '" + handle.id()
                    + "': " + String.join("; ", differences));
        }
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, new TypedOperations(handle, type)));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return invokeOnObject(proxy, method, arguments);
        }
        if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        Map<String, Object> named = new LinkedHashMap<>();
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            if (arguments[i] != null) {
                named.put(parameters[i].getName(), arguments[i]);
            }
        }
        InvokeResult result = handle.invoke(method.getName(), named);
        return method.getReturnType() == void.class ? null : result;
    }

    private Object invokeOnObject(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> type.getSimpleName() + " of " + handle.id();
        };
    }

    private static List<Method> operationsOf(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .toList();
    }

    private static void compare(Method method, List<Operation> operations, List<String> differences) {
        String name = method.getName();
        Optional<Operation> operation =
                operations.stream().filter(each -> each.name().equals(name)).findFirst();
        if (operation.isEmpty()) {
            differences.add("there is no operation '" + name + "', but "
                    + operations.stream().map(Operation::name).toList());
            return;
        }
        Set<String> given =
                Arrays.stream(method.getParameters()).map(Parameter::getName).collect(Collectors.toSet());
        for (Operation.Parameter parameter : operation.get().parameters()) {
            if (!given.remove(parameter.name()) && parameter.required()) {
                differences.add("'" + name + "' needs a parameter '" + parameter.name() + "'");
            }
        }
        given.forEach(unknown -> differences.add(
                "'" + name + "' knows no parameter '" + unknown + "' (is the interface compiled with -parameters?)"));
        if (!RESULTS.contains(method.getReturnType())) {
            differences.add("'" + name + "' must return InvokeResult, Map<String, Object> or nothing");
        }
    }
}
