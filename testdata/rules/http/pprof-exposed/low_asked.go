// Package asked shows the profiles where an operator asks for it and says where.
package asked

import (
	"fmt"
	"log"
	"net/http"
	_ "net/http/pprof"
)

func profile(enabled bool, host string, port int) {
	if enabled {
		go func() {
			err := http.ListenAndServe(fmt.Sprintf("%s:%d", host, port), nil) // want "served here without a guard"
			log.Print(err)
		}()
	}
}
