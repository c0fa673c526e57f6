package com.example.bookings;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The seats taken, in a table of the application's own. */
@ApplicationScoped
public class Seats {

    @Resource(lookup = "java:comp/DefaultDataSource")
    DataSource database;

    void create(@Observes @Initialized(ApplicationScoped.class) Object application) {
        run("CREATE TABLE IF NOT EXISTS seats_taken (seat VARCHAR(100))");
    }

    void take(String seat) {
        run("INSERT INTO seats_taken (seat) VALUES (?)", seat);
    }

    List<String> taken() {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("SELECT seat FROM seats_taken");
                var rows = statement.executeQuery()) {
            var seats = new ArrayList<String>();
            while (rows.next()) {
                seats.add(rows.getString(1));
            }
            return seats;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(String sql, String... values) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
