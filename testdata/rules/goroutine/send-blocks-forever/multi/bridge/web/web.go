// Package web has two sides talk.
package web

import (
	"net"

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
