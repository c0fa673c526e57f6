package io.kafkadlq.cdi;

import io.kafkadlq.api.cdi.DlqChannel;
import io.kafkadlq.api.policy.RetryPolicy;
import io.kafkadlq.core.config.ChannelName;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The retry policies that beans give channels, by {@code @DlqChannel}; gathered while an application is deployed.
 *
 * <p>Threading: filled by the container's deploying thread; read by any after that.
 */
final class PolicyBeans {

    private final Map<String, List<Bean<?>>> byChannel = new TreeMap<>();

    void found(Bean<?> bean) {
        if (bean.getTypes().contains(RetryPolicy.class)) {
            bean.getQualifiers().stream()
                    .filter(DlqChannel.class::isInstance)
                    .map(qualifier -> ((DlqChannel) qualifier).value())
                    .forEach(channel -> byChannel
                            .computeIfAbsent(channel, none -> new ArrayList<>())
                            .add(bean));
        }
    }

    /** The channels that have one. */
    Set<String> channels() {
        return byChannel.keySet().stream().filter(ChannelName::isLegal).collect(Collectors.toSet());
    }

    /** All that is wrong; each a whole text. */
    List<String> problems() {
        return byChannel.entrySet().stream()
                .filter(channel -> channel.getValue().size() > 1)
                .map(channel -> "Channel '" + channel.getKey() + "' has more than one RetryPolicy: "
                        + channel.getValue().stream().map(PluginBeans::inWords).collect(Collectors.joining(" and "))
                        + ": leave one of them")
                .toList();
    }

    /** The policies themselves, by their channels. */
    Map<String, RetryPolicy> policies(BeanManager manager) {
        Map<String, RetryPolicy> policies = new TreeMap<>();
        byChannel.forEach((channel, beans) -> policies.put(channel, policy(manager, beans.get(0))));
        return policies;
    }

    private static RetryPolicy policy(BeanManager manager, Bean<?> bean) {
        var life = manager.createCreationalContext(bean);
        try {
            return (RetryPolicy) manager.getReference(bean, RetryPolicy.class, life);
        } finally {
            // A policy is a value, which outlives whoever made it.
            life.release();
        }
    }
}
