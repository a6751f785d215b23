package ends

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log"
	"os"
	"os/signal"
	"time"
)

var quit = make(chan struct{})

func sweep(work func()) {
	ticker := time.NewTicker(time.Minute)
	for {
		select {
		case <-ticker.C:
			work()
		case <-quit: // want "this case ends the select, not the loop around it"
			ticker.Stop()
		}
	}
}

func poll(ctx context.Context, work func()) {
	for {
		select {
		case <-time.After(time.Second):
			work()
		case <-ctx.Done(): // want "this case ends the select"
			log.Print("stopped: ", ctx.Err())
			continue
		}
	}
}

// They leave, or mean to go on.
func returns(ctx context.Context, work func()) {
	for {
		select {
		case <-time.After(time.Second):
			work()
		case <-ctx.Done():
			return
		}
	}
}

func exits(work func()) {
	for {
		select {
		case <-time.After(time.Second):
			work()
		case <-quit:
			os.Exit(0)
		}
	}
}

func drains(ctx context.Context, in chan int, hangUp func() error) error {
	for {
		select {
		case n := <-in:
			if n < 0 {
				return nil
			}
		case <-ctx.Done():
			_ = hangUp()
		}
	}
}

func forgets(stop chan struct{}, work func()) {
	for {
		select {
		case <-time.After(time.Second):
			work()
		case <-stop:
			stop = nil
		}
	}
}

func flags(done chan struct{}, results chan int) {
	for over := false; !over; {
		select {
		case <-done:
			log.Print("done")
			over = true
		case n := <-results:
			log.Print(n)
		}
	}
}

// A channel of results, and one that starts over.
func counts(jobDone chan int, restart chan struct{}, work func()) {
	for {
		select {
		case <-jobDone:
			log.Print("one more")
		case <-restart:
			work()
		}
	}
}

func resets(shutdownAsked chan struct{}, begin func()) {
	for {
		select {
		case <-shutdownAsked:
			begin()
		case <-time.After(time.Hour):
		}
	}
}

// Cases that end so, as in C: what is for the end was meant to leave.
func readsAll(lines *bufio.Reader, handle func(string)) {
	for {
		line, err := lines.ReadString('\n')
		switch {
		case errors.Is(err, io.EOF):
			log.Print("done")
			break // want "this break leaves only the switch"
		case err != nil:
			log.Print(err)
			break // want "this break leaves only the switch"
		default:
			handle(line)
		}
	}
}

func asks(in *bufio.Scanner) {
	for {
		in.Scan()
		switch in.Text() {
		case "help":
			log.Print("help")
			break
		case "quit", "exit":
			log.Print("bye")
			break // want "this break leaves only the switch"
		}
	}
}

func interrupted(events <-chan string, failures <-chan error) {
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, os.Interrupt)
	for {
		select {
		case event := <-events:
			log.Print(event)
		case err := <-failures:
			log.Print(err)
			break
		case <-asked:
			log.Print("interrupted")
			break // want "this break leaves only the select"
		}
	}
}
