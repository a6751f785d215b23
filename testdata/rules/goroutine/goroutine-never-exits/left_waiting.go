// Package left has goroutines that are left behind by each call.
package left

import (
	"context"
	"net"
	"sync"
	"time"
)

type watcher interface {
	Next() (string, error)
	Stop()
}

type mirror struct{ exit chan struct{} }

func (m *mirror) run(open func() (watcher, error)) {
	for {
		w, err := open()
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		if err := m.follow(w); err != nil {
			time.Sleep(time.Second)
		}
	}
}

func (m *mirror) follow(w watcher) error {
	go func() { // want "this goroutine waits for `m.exit` also when .* has returned"
		<-m.exit
		w.Stop()
	}()
	for {
		if _, err := w.Next(); err != nil {
			return err
		}
	}
}

func accept(ctx context.Context, l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go serve(ctx, conn)
		go serveFor(ctx, conn)
		go serveUntil(ctx, conn)
		go serveJoined(ctx, conn)
		own, cancel := context.WithCancel(ctx)
		go func() {
			defer cancel()
			serveOwn(own, conn)
		}()
	}
}

func serve(ctx context.Context, conn net.Conn) {
	defer conn.Close()
	go func() { // want "this goroutine waits for .* also when `serve` has returned"
		<-ctx.Done()
		conn.Close()
	}()
	echo(conn)
}

// Its context ends with the function.
func serveFor(ctx context.Context, conn net.Conn) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		<-ctx.Done()
		conn.Close()
	}()
	echo(conn)
}

// The function hears the end as well.
func serveUntil(ctx context.Context, conn net.Conn) {
	go func() {
		<-ctx.Done()
		conn.Close()
	}()
	echo(conn)
	<-ctx.Done()
}

// It waits for its goroutine.
func serveJoined(ctx context.Context, conn net.Conn) {
	var wg sync.WaitGroup
	defer wg.Wait()
	wg.Add(1)
	go func() {
		defer wg.Done()
		<-ctx.Done()
		conn.Close()
	}()
	echo(conn)
}

// Its caller ends the context of each call.
func serveOwn(ctx context.Context, conn net.Conn) {
	go func() {
		<-ctx.Done()
		conn.Close()
	}()
	echo(conn)
}

func echo(conn net.Conn) {
	buffer := make([]byte, 512)
	for {
		n, err := conn.Read(buffer)
		if err != nil {
			return
		}
		if _, err := conn.Write(buffer[:n]); err != nil {
			return
		}
	}
}

// This runs once.
func main(ctx context.Context, conn net.Conn) {
	once(ctx, conn)
}

func once(ctx context.Context, conn net.Conn) {
	go func() {
		<-ctx.Done()
		conn.Close()
	}()
	echo(conn)
}
