// Package ending has a way out, or means to catch panics.
package ending

import (
	"context"
	"errors"
	"log"
	"net"
	"net/http"
	"runtime"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

func returns(conn net.PacketConn) error {
	defer conn.Close()
	packet := make([]byte, 1500)
	for {
		if _, _, err := conn.ReadFrom(packet); err != nil {
			return err
		}
	}
}

func leavesByLabel(ctx context.Context, conn net.Conn) {
	defer conn.Close()
loop:
	for {
		select {
		case <-ctx.Done():
			break loop
		default:
			_, _ = conn.Write([]byte("x"))
		}
	}
}

func catches(work func()) {
	defer func() {
		if r := recover(); r != nil {
			log.Println(r)
		}
	}()
	for {
		work()
	}
}

func handleCrash() {
	if r := recover(); r != nil {
		log.Println(r)
	}
}

func catchesByName(work func()) {
	defer handleCrash()
	for {
		work()
	}
}

func drains(wg *sync.WaitGroup, jobs <-chan string) {
	defer wg.Done()
	for job := range jobs {
		log.Println(job)
	}
}

func conditional(conn net.Conn, healthy func() bool) {
	defer conn.Close()
	for healthy() {
		_, _ = conn.Write([]byte("x"))
	}
}

func panics(conn net.Conn) {
	defer conn.Close()
	for {
		if _, err := conn.Write([]byte("x")); err != nil {
			panic(err)
		}
	}
}

func goexits(conn net.Conn) {
	defer conn.Close()
	for {
		if _, err := conn.Write([]byte("x")); err != nil {
			runtime.Goexit()
		}
	}
}

func blocksInGoroutine(conn net.Conn, done chan struct{}) {
	defer conn.Close()
	go func() {
		for {
			time.Sleep(time.Second)
		}
	}()
	<-done
}

func streams(c *gin.Context, news <-chan string) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-c.Request.Context().Done():
			return
		case <-ticker.C:
			c.SSEvent("ping", "")
		case text := <-news:
			c.SSEvent("news", text)
		}
	}
}

func someWayReturns(path string, conn net.Conn) error {
	defer conn.Close()
	if path == "" {
		return errors.New("no path")
	}
	for {
		_, _ = conn.Write([]byte("x"))
	}
}

func closedAfter(w http.ResponseWriter, conn net.Conn) {
	for {
		if _, err := conn.Write([]byte("x")); err != nil {
			break
		}
	}
	conn.Close()
}

func jumpsOut(conn net.Conn) {
	for {
		if _, err := conn.Write([]byte("x")); err != nil {
			goto out
		}
	}
out:
	conn.Close()
}
