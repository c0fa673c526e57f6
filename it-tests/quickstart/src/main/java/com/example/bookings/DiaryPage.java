package com.example.bookings;

import io.kafkadlq.api.DlqDesk;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Shows what became of the bookings, a line each. */
@WebServlet("/diary")
public class DiaryPage extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    transient Seats seats;

    @Inject
    transient Diary diary;

    @Inject
    transient DlqDesk desk;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        var page = response.getWriter();
        diary.notes().forEach(page::println);
        seats.taken().forEach(seat -> page.println("taken: " + seat));
        page.println("retries succeeded: "
                + desk.processing().get("bookings").retries().succeeded());
    }
}
