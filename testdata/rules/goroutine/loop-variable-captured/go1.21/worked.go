// Package worked is the loop of the first report, before Go 1.22.
package worked

import (
	"fmt"
	"time"
)

func captured() {
	for i := 0; i < 3; i++ {
		go func() {
			fmt.Println(i) // want "i"
		}()
	}
	time.Sleep(time.Second)
}

func argument() {
	for i := 0; i < 3; i++ {
		go func(i int) {
			fmt.Println(i)
		}(i)
	}
	time.Sleep(time.Second)
}
