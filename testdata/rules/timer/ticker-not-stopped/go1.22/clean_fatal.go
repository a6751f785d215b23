package tickers

import (
	"log"
	"os"
	"time"
)

func giveUp(err error) {
	log.Print(err)
	os.Exit(1)
}

// monitor ends with the process alone.
func monitor(check func() error, failed <-chan error) {
	second := time.Tick(time.Second)
	minute := time.NewTicker(time.Minute)
	for {
		select {
		case <-second:
			if err := check(); err != nil {
				log.Fatal(err)
			}
		case <-minute.C:
			log.Print("still there")
		case err := <-failed:
			giveUp(err)
		}
	}
}
