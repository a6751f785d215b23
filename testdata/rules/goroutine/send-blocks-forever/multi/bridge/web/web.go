// Package web has two sides talk.
package web

import (
	"net"
	"time"

	"example.com/bridge/bridge"
)

func talk(left, right net.Conn) {
	b := bridge.New(left, right)
	b.Start() // want "the send on `done` blocks for ever"
	b.Wait()
	left.Close()
	right.Close()
}

func cleanTalk(left, right net.Conn) {
	b := bridge.New(left, right)
	b.StartWithRoom()
	b.WaitOn()
	left.Close()
	right.Close()
}

func cleanBoth(left, right net.Conn) {
	b := bridge.New(left, right)
	b.Start()
	b.Wait()
	left.Close()
	right.Close()
	b.Wait()
}

func counted(conn net.Conn) int64 {
	counts := make(chan int64)
	go bridge.Count(conn, counts) // want "the send on `counts` blocks for ever"
	select {
	case n := <-counts:
		return n
	case <-time.After(time.Second):
		return 0
	}
}

func cleanCounted(conn net.Conn) int64 {
	counts := make(chan int64, 1)
	go bridge.Count(conn, counts)
	select {
	case n := <-counts:
		return n
	case <-time.After(time.Second):
		return 0
	}
}

func cleanPage(conn net.Conn) int64 {
	return counted(conn) + int64(bridge.First(conn))
}

func watch(conn net.Conn, each func(int64)) {
	go func() {
		counts := make(chan int64)
		go bridge.Count(conn, counts) // want "the send on `counts` blocks for ever"
		select {
		case n := <-counts:
			each(n)
		case <-time.After(time.Second):
		}
	}()
}
