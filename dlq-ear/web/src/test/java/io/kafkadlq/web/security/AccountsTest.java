package io.kafkadlq.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.DlqConfigException;
import io.kafkadlq.api.config.SecurityConfig;
import io.kafkadlq.api.config.UserConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AccountsTest {

    private static SecurityConfig users(Map<String, UserConfig> users) {
        return new SecurityConfig(Optional.empty(), users);
    }

    private static UserConfig user(String password, String... roles) {
        return new UserConfig(Optional.ofNullable(password), List.of(roles));
    }

    @Nested
    class WhenSomebodySignsIn {

        private final Accounts accounts = Accounts.of(users(Map.of("olga", user("o", "operator"))), "secret");

        @Test
        void shouldKnowTheAdminWithEveryRole() {
            Caller admin = accounts.authenticate(new BasicCredentials("admin", "secret"))
                    .orElseThrow();

            assertThat(admin.roles()).containsExactlyInAnyOrder(Role.values());
        }

        @Test
        void shouldGiveOthersTheirRolesAndTheViewers() {
            Caller olga =
                    accounts.authenticate(new BasicCredentials("olga", "o")).orElseThrow();

            assertThat(olga.roles()).containsExactlyInAnyOrder(Role.VIEWER, Role.OPERATOR);
            assertThat(olga.isIn("payload-viewer")).isFalse();
            assertThat(olga.isIn("nonsense")).isFalse();
        }

        @Test
        void shouldTurnAwayWrongPasswordsAndStrangers() {
            assertThat(accounts.authenticate(new BasicCredentials("admin", "Secret")))
                    .isEmpty();
            assertThat(accounts.authenticate(new BasicCredentials("admin", ""))).isEmpty();
            assertThat(accounts.authenticate(new BasicCredentials("nobody", "secret")))
                    .isEmpty();
        }
    }

    @Nested
    class WhenTheConfigurationIsNotSafe {

        @Test
        void shouldRefuseAllOfItInOneMessage() {
            var config = users(Map.of(
                    "vera", user(null, "viewer"), "otto", user("x", "operator", "boss"), "admin", user("y", "admin")));

            assertThatThrownBy(() -> Accounts.of(config, " "))
                    .isInstanceOf(DlqConfigException.class)
                    .hasMessageContaining("dlq.admin.password is blank")
                    .hasMessageContaining("dlq.security.user.vera.password is missing")
                    .hasMessageContaining("dlq.security.user.otto.roles has \"boss\"")
                    .hasMessageContaining("viewer, payload-viewer, operator, admin")
                    .hasMessageContaining("dlq.security.users lists admin");
        }
    }
}
