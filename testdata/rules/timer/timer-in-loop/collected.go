package collected

import (
	"fmt"
	"time"
)

func consume(events <-chan string) {
	for {
		select {
		case event := <-events:
			fmt.Println(event)
		case <-time.After(time.Minute):
			return
		}
	}
}
