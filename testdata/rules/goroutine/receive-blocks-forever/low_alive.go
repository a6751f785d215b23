// Package alive keeps a process going by a channel that is there for nothing else.
package alive

import "net/http"

func consume(handle func()) {
	go handle()
	forever := make(chan struct{})
	println("waiting for messages")
	<-forever // want "the receive from `forever` blocks for ever"
}

// Nobody can mean anything else by that.
func listen(server *http.Server) {
	go func() {
		if err := server.ListenAndServe(); err != nil {
			panic(err)
		}
	}()
	<-make(chan struct{}, 1)
}
