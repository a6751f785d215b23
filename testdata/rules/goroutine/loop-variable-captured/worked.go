// Package worked is the loop of the first report, since Go 1.22.
package worked

import (
	"fmt"
	"time"
)

func fresh() {
	for i := 0; i < 3; i++ {
		go func() {
			fmt.Println(i)
		}()
	}
	time.Sleep(time.Second)
}

func shared() {
	var i int
	for i = 0; i < 3; i++ {
		go func() {
			fmt.Println(i) // want "i"
		}()
	}
	time.Sleep(time.Second)
}
