// Package hooked hands what opens files to those who start the service.
package main

import "os"

type lifecycle struct{ started []func() }

func (l *lifecycle) OnStart(run func()) { l.started = append(l.started, run) }

type hook struct{ OnStop func() error }

var life lifecycle

func init() {
	life.OnStart(func() {
		f, err := os.Open("state") // want "never closed"
		if err == nil {
			println(f.Name())
		}
	})
}

func main() {
	run(hook{
		OnStop: func() error {
			f, err := os.Create("state") // want "not closed on every path"
			if err != nil {
				return err
			}
			if _, err := f.WriteString("stopped"); err != nil {
				return err
			}
			return f.Close()
		},
	})
}

func run(h hook) { _ = h.OnStop() }
