package com.example.bookings;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the application was told of its dead letters. */
@ApplicationScoped
public class Diary {

    private final List<String> notes = new CopyOnWriteArrayList<>();

    void note(String note) {
        notes.add(note);
    }

    List<String> notes() {
        return notes;
    }
}
