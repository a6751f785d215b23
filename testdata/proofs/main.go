// Command proofs asks the services of this folder many things: `proofs race NAME` by several clients at
// once, for the race detector; `proofs growth NAME` prints how many bytes of memory each request leaves.
package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"sync"

	"example.com/testdata/proofs/clients"
	"example.com/testdata/proofs/clientsclean"
	"example.com/testdata/proofs/counts"
	"example.com/testdata/proofs/countsclean"
	"example.com/testdata/proofs/last"
	"example.com/testdata/proofs/lastclean"
	"example.com/testdata/proofs/turns"
	"example.com/testdata/proofs/turnsclean"
	"example.com/testdata/proofs/visits"
	"example.com/testdata/proofs/visitsclean"
)

var services = map[string]func() http.Handler{
	"clients":      clients.New,
	"clientsclean": clientsclean.New,
	"counts":       counts.New,
	"countsclean":  countsclean.New,
	"last":         last.New,
	"lastclean":    lastclean.New,
	"turns":        turns.New,
	"turnsclean":   turnsclean.New,
	"visits":       visits.New,
	"visitsclean":  visitsclean.New,
}

const (
	atOnce   = 8
	requests = 3000
)

func main() {
	service := services[os.Args[2]]()
	if os.Args[1] == "race" {
		race(service)
		return
	}
	ask(service, 0)
	before := heap()
	ask(service, requests)
	ask(service, 2*requests)
	fmt.Println(int64(heap()-before) / (2 * requests))
	runtime.KeepAlive(service)
}

func race(service http.Handler) {
	var all sync.WaitGroup
	for client := range atOnce {
		all.Add(1)
		go func() {
			defer all.Done()
			ask(service, client*requests)
		}()
	}
	all.Wait()
}

func ask(service http.Handler, from int) {
	for number := from; number < from+requests; number++ {
		r := httptest.NewRequest(http.MethodGet, "/page", nil)
		r.RemoteAddr = fmt.Sprintf("10.%d.%d.%d:80", number>>16, number>>8&255, number&255)
		service.ServeHTTP(httptest.NewRecorder(), r)
	}
}

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}
