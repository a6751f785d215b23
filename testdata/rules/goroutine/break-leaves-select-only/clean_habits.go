package habits

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// Each case ends in a break, as in C, and the loop goes on.
func reloads(load, poll func()) {
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	ticker := time.NewTicker(time.Minute)
	for {
		select {
		case <-hup:
			load()
			break
		case <-ticker.C:
			poll()
			break
		}
	}
}

type player struct{ on bool }

func (p *player) start() { p.on = true }
func (p *player) stop()  { p.on = false }

func commands(in <-chan string) {
	p := &player{}
	for {
		switch <-in {
		case "start":
			p.start()
			break
		case "stop":
			p.stop()
			break
		}
	}
}

func follow(r *bufio.Reader) {
	for {
		line, err := r.ReadString('\n')
		switch {
		case errors.Is(err, os.ErrDeadlineExceeded):
			log.Println("nothing came")
			break
		case err == io.EOF:
			time.Sleep(time.Second)
			break
		default:
			fmt.Print(line)
		}
	}
}
