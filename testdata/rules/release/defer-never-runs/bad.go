// Package endless defers in functions that nothing leaves.
package endless

import (
	"bufio"
	"context"
	"database/sql"
	"log"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/gorilla/websocket"
)

func receives(address string) error {
	conn, err := net.ListenPacket("udp", address)
	if err != nil {
		return err
	}
	defer conn.Close() // want "this defer never runs: nothing after it returns, so `conn` is not released"
	packet := make([]byte, 1500)
	for {
		if _, _, err := conn.ReadFrom(packet); err != nil {
			log.Println(err)
		}
	}
}

func pushes(c *gin.Context, upgrader *websocket.Upgrader, news <-chan string) {
	conn, err := upgrader.Upgrade(c.Writer, c.Request, nil)
	if err != nil {
		return
	}
	defer conn.Close() // want "so `conn` is not released"
	for { // want goroutine-never-exits:"handler"
		select {
		case text := <-news:
			_ = conn.WriteMessage(websocket.TextMessage, []byte(text))
		}
	}
}

func worker(wg *sync.WaitGroup, jobs chan string) {
	defer wg.Done() // want "who waits for it waits for ever"
	for {
		log.Println(<-jobs)
	}
}

func workers(jobs chan string) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done() // want "who waits for it"
		for job := ""; ; job = <-jobs {
			log.Println(job)
		}
	}()
	wg.Wait() // want receive-blocks-forever:"`wg`"
}

func blocks(path string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close() // want "so `file` is not released"
	log.SetOutput(file)
	select {}
}

func closes(done chan struct{}, beats func()) {
	defer close(done) // want "who waits for it"
	for {
		beats()
		time.Sleep(time.Second)
	}
}

func breaksSelectOnly(ctx context.Context, db *sql.DB) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close() // want "`conn`"
	for {
		select {
		case <-ctx.Done():
			break // want break-leaves-select-only:"break"
		case <-time.After(time.Second):
			_ = conn.PingContext(ctx)
		}
	}
}

func says(tick func()) {
	defer log.Println("stopped") // want "this defer never runs"
	for {
		tick()
	}
}

func locked(mu *sync.Mutex, tick func()) {
	mu.Lock()
	defer mu.Unlock() // want "`mu` is not released"
	for {
		tick()
	}
}

func afterLoop(l net.Listener) {
	conn, err := l.Accept()
	if err != nil {
		return
	}
	for {
		if _, err := bufio.NewReader(conn).ReadString('\n'); err != nil {
			log.Println(err)
		}
	}
	conn.Close() // want "`conn` is never released: the loop before this never ends"
}

func deferredAfter(w http.ResponseWriter, db *sql.DB) {
	rows, err := db.Query("select 1")
	if err != nil {
		return
	}
	for { // want goroutine-never-exits:"handler"
		rows.Next()
	}
	defer rows.Close() // want "`rows` is never released"
}

func cancelled(run func(context.Context)) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel() // want "`cancel` is not released"
	for {
		run(ctx)
	}
}

func inTheLoop(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			continue
		}
		defer conn.Close() // want "never runs" defer-in-loop:"`conn` is released never"
	}
}

func finishes(code int) {
	file, err := os.Open("state")
	if err != nil {
		log.Fatal(err)
	}
	defer file.Close() // want "every way out after it ends the process"
	os.Exit(code)
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// A helper may panic, and then it runs.
func mayPanic(conn net.Conn) {
	defer conn.Close() // want "`conn` is not released"
	for {
		_, err := conn.Write([]byte("x"))
		must(err)
	}
}
