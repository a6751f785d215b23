// Package signals gives the signals of the process names, in a goroutine, if it knows them.
package signals

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

var names = map[string]os.Signal{"reload": syscall.SIGHUP, "stop": syscall.SIGTERM}

func notify(told chan<- string, name string) error {
	if name == "" {
		return errors.New("no signal")
	}
	sig, ok := names[name]
	if !ok {
		return fmt.Errorf("no such signal: %s", name)
	}
	came := make(chan os.Signal, 1)
	signal.Notify(came, sig)
	go func() {
		for range came {
			told <- name
		}
	}()
	return nil
}

func onReload(reload func()) error {
	told := make(chan string, 1)
	if err := notify(told, "reload"); err != nil {
		return err
	}
	go func() {
		<-told
		reload()
	}()
	return nil
}

// start tells by its error alone whether somebody is going to send.
func start(found chan<- int, look func() (int, error)) error {
	n, err := look()
	if err != nil {
		return err
	}
	go func() { found <- n }()
	return nil
}

func find(look func() (int, error)) (int, error) {
	found := make(chan int)
	if err := start(found, look); err != nil {
		return 0, err
	}
	return <-found, nil
}
