package io.kafkadlq.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.kafkadlq.api.model.ExceptionChain.Link;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExceptionChainTest {

    private static List<String> classes(ExceptionChain chain) {
        return chain.links().stream().map(link -> link.classNames().get(0)).toList();
    }

    private static List<String> messages(ExceptionChain chain) {
        return chain.links().stream().map(Link::message).toList();
    }

    private static Link link(String className, String message) {
        return new Link(List.of(className), message);
    }

    private static ExceptionChain traced(String stackTrace) {
        return ExceptionChain.of(Failure.unexplained().withStackTrace(Text.of(stackTrace)));
    }

    @Nested
    class OfALiveThrowable {

        @Test
        void shouldNameCausesAndSuperclasses() {
            var chain = ExceptionChain.of(new IllegalStateException("no shop", new ConnectException("refused")));

            assertThat(chain.links())
                    .containsExactly(
                            new Link(
                                    List.of(
                                            "java.lang.IllegalStateException",
                                            "java.lang.RuntimeException",
                                            "java.lang.Exception"),
                                    "no shop"),
                            new Link(
                                    List.of(
                                            "java.net.ConnectException",
                                            "java.net.SocketException",
                                            "java.io.IOException",
                                            "java.lang.Exception"),
                                    "refused"));
        }

        @Test
        void shouldTellTheSqlState() {
            var chain = ExceptionChain.of(new RuntimeException(new SQLException("deadlock", "40P01", 0)));

            assertThat(chain.links()).extracting(Link::code).containsExactly("", "40P01");
        }

        @Test
        void shouldLeaveOutWhatWasSuppressed() {
            var thrown = new IOException("outer");
            thrown.addSuppressed(new ConnectException("while closing"));

            assertThat(classes(ExceptionChain.of(thrown))).containsExactly("java.io.IOException");
        }

        @Test
        void shouldEndWhereCausesGoInCircles() {
            var outer = new IllegalStateException("outer");
            outer.initCause(new IllegalArgumentException("inner", outer));

            assertThat(messages(ExceptionChain.of(outer))).containsExactly("outer", "inner");
        }

        @Test
        void shouldBeBounded() {
            Throwable thrown = new IOException("x".repeat(100_000));
            for (int depth = 0; depth < 100; depth++) {
                thrown = new RuntimeException("y".repeat(100_000), thrown);
            }

            var chain = ExceptionChain.of(thrown);

            assertThat(chain.links()).hasSize(32);
            assertThat(messages(chain))
                    .allSatisfy(message -> assertThat(message).hasSize(4096));
        }

        @Test
        void shouldSurviveAThrowableWhoseMethodsThrow() {
            var chain = ExceptionChain.of(new Speechless());

            assertThat(chain.links().get(0).classNames()).startsWith(Speechless.class.getName(), "java.lang.Exception");
            assertThat(messages(chain)).containsExactly("");
        }

        @Test
        void shouldNameABareThrowable() {
            assertThat(classes(ExceptionChain.of(new Throwable("bare")))).containsExactly("java.lang.Throwable");
        }
    }

    private static final class Speechless extends Exception {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no words");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new StackOverflowError();
        }
    }

    @Nested
    class OfAForeignFailure {

        @Test
        void shouldReadWhatWasPrinted() {
            var thrown = new IllegalStateException(
                    "Listener method threw:\n  more of it",
                    new RuntimeException(new SocketTimeoutException("Read timed out")));
            thrown.addSuppressed(new IOException("suppressed", new ConnectException("suppressed too")));
            var printed = new StringWriter();
            thrown.printStackTrace(new PrintWriter(printed));

            assertThat(traced(printed.toString()).links())
                    .extracting(link -> link.classNames().get(0), Link::message)
                    .containsExactly(
                            tuple("java.lang.IllegalStateException", "Listener method threw:"),
                            tuple("java.lang.RuntimeException", "java.net.SocketTimeoutException: Read timed out"),
                            tuple("java.net.SocketTimeoutException", "Read timed out"));
        }

        @Test
        void shouldKnowTheJdksSuperclasses() {
            assertThat(traced("com.acme.Failed\r\nCaused by: java.net.ConnectException: refused\r\n")
                            .links())
                    .containsExactly(
                            link("com.acme.Failed", ""),
                            new Link(
                                    List.of(
                                            "java.net.ConnectException",
                                            "java.net.SocketException",
                                            "java.io.IOException",
                                            "java.lang.Exception"),
                                    "refused"));
        }

        /** Of each class in the table that is on hand: what it says is what the JDK says. */
        @Test
        void shouldKnowTheJdksSuperclassesRightly() throws ClassNotFoundException {
            List<Class<?>> some = List.of(
                    SQLTransientConnectionException.class,
                    SocketTimeoutException.class,
                    NumberFormatException.class,
                    java.time.format.DateTimeParseException.class,
                    java.net.http.HttpConnectTimeoutException.class,
                    java.sql.SQLSyntaxErrorException.class,
                    java.util.concurrent.CompletionException.class,
                    javax.net.ssl.SSLHandshakeException.class);
            for (Class<?> type : some) {
                List<String> known = traced(type.getName()).links().get(0).classNames();
                for (int i = 1; i < known.size(); i++) {
                    assertThat(Class.forName(known.get(i - 1)).getSuperclass().getName())
                            .isEqualTo(known.get(i));
                }
                assertThat(known).endsWith("java.lang.Exception");
            }
        }

        @Test
        void shouldReadAThreadsLastWords() {
            assertThat(traced(
                                    "Exception in thread \"dlq-worker-1\" java.lang.OutOfMemoryError: heap\n\tat a.B.c(B.java:1)")
                            .links())
                    .containsExactly(link("java.lang.OutOfMemoryError", "heap"));
        }

        @Test
        void shouldReadNamesOfKotlinAndScala() {
            assertThat(traced("shop.OrderKt$book$1$Failed: no\nCaused by: shop.Errors$Übervoll$: full\n")
                            .links())
                    .containsExactly(link("shop.OrderKt$book$1$Failed", "no"), link("shop.Errors$Übervoll$", "full"));
        }

        @Test
        void shouldReadATraceWhoseHeadIsMissing() {
            assertThat(traced(
                                    "\n… 910 bytes left out …\n\tat a.B.c(B.java)\nCaused by: com.acme.Deep: down\n\t... 7 more")
                            .links())
                    .containsExactly(link("com.acme.Deep", "down"));
            assertThat(traced("Caused by: com.acme.Deep\n\t... 7 more").links())
                    .containsExactly(link("com.acme.Deep", ""));
        }

        @Test
        void shouldTakeNoSentenceForAnException() {
            assertThat(traced("Error: something went wrong").links()).isEmpty();
            assertThat(traced("Could not reach shop.acme.com: timed out").links())
                    .isEmpty();
            assertThat(traced("com.acme.Failed: no\nCaused by: nobody in particular")
                            .links())
                    .containsExactly(link("com.acme.Failed", "no"));
        }

        @Test
        void shouldBeginWithTheClassThatTheDeadLetterNamesAndEndWithItsRootCause() {
            Failure named = Failure.unexplained()
                    .withExceptionClass(Text.of(" com.acme.Outer "))
                    .withMessage(Text.of("whole\nmessage"))
                    .withRootCauseClass(Text.of("java.net.ConnectException"));
            Failure traced = named.withStackTrace(Text.of("com.acme.Outer: whole\nCaused by: com.acme.Middle"));

            assertThat(classes(ExceptionChain.of(named)))
                    .containsExactly("com.acme.Outer", "java.net.ConnectException");
            assertThat(classes(ExceptionChain.of(traced)))
                    .containsExactly("com.acme.Outer", "com.acme.Middle", "java.net.ConnectException");
            assertThat(messages(ExceptionChain.of(traced))).containsExactly("whole\nmessage", "", "");
        }

        @Test
        void shouldNameNothingTwice() {
            Failure failure = Failure.unexplained()
                    .withExceptionClass(Text.of("com.acme.Middle"))
                    .withRootCauseClass(Text.of("com.acme.Outer"))
                    .withStackTrace(Text.of("com.acme.Outer: a\nCaused by: com.acme.Middle: b\n"
                            + "Caused by: com.acme.Outer: a\nCaused by: com.acme.Middle: c"));

            assertThat(ExceptionChain.of(failure).links())
                    .containsExactly(
                            link("com.acme.Outer", "a"), link("com.acme.Middle", "b"), link("com.acme.Middle", "c"));
        }

        @Test
        void shouldBeEmptyIfNothingIsNamed() {
            assertThat(ExceptionChain.of(Failure.unexplained()).links()).isEmpty();
            assertThat(ExceptionChain.of(Failure.unexplained().withExceptionClass(Text.of("  ")))
                            .links())
                    .isEmpty();
        }
    }

    @Test
    void shouldFindTheDeepestAndMostSpecialOfSomeNames() {
        var chain = ExceptionChain.of(new IllegalStateException(new ConnectException()));

        assertThat(chain.deepestOf(Set.of("java.lang.IllegalStateException", "java.lang.Exception")))
                .contains("java.lang.Exception");
        assertThat(chain.deepestOf(Set.of("java.io.IOException", "java.net.SocketException")))
                .contains("java.net.SocketException");
        assertThat(chain.deepestOf(Set.of("java.lang.Throwable", "ConnectException")))
                .isEmpty();
    }

    @Test
    void shouldRefuseAnExceptionWithoutAName() {
        List<Link> nameless = List.of(new Link(List.of(), "words"));

        assertThatThrownBy(() -> new ExceptionChain(nameless)).isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> bits = Arbitraries.of(
                "Caused by: ",
                "Exception in thread \"",
                "\"",
                "a.B",
                "$",
                ".",
                ":",
                " ",
                "\n",
                "\r",
                "\tat ",
                "\u0000",
                "…",
                "java.io.IOException",
                "\uD800",
                "x".repeat(600),
                "a.".repeat(300));
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(200),
                bits.list().ofMaxSize(60).map(parts -> String.join("", parts)));
    }

    @Property
    void shouldTakeAnyTexts(
            @ForAll("texts") String name, @ForAll("texts") String cause, @ForAll("texts") String trace) {
        UnaryOperator<Failure> named = failure -> failure.withExceptionClass(Text.of(name))
                .withRootCauseClass(Text.of(cause))
                .withMessage(Text.of(trace));

        var chain = ExceptionChain.of(named.apply(Failure.unexplained()).withStackTrace(Text.of(trace)));

        assertThat(chain.links()).hasSizeLessThanOrEqualTo(32);
        assertThat(chain.links()).allSatisfy(link -> assertThat(link.classNames())
                .isNotEmpty()
                .allSatisfy(className -> assertThat(className).isNotBlank().hasSizeLessThanOrEqualTo(512)));
    }
}
