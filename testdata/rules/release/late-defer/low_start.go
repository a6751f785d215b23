// Package main asks once, as it starts, what it is to talk to.
package main

import (
	"errors"
	"io"
	"log"
	"net/http"
)

var errUnknown = errors.New("unknown")

type peer struct {
	address string
	version string
}

func newPeer(address string) (*peer, error) {
	resp, err := http.Get(address + "/version")
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errUnknown
	}
	defer resp.Body.Close() // want "released too late"
	version, err := io.ReadAll(resp.Body)
	return &peer{address: address, version: string(version)}, err
}

type service struct{ peers []*peer }

func newService(addresses []string) *service {
	made := &service{}
	for _, address := range addresses {
		one, err := newPeer(address)
		if err != nil {
			log.Println(err)
			continue
		}
		made.peers = append(made.peers, one)
	}
	return made
}

func (s *service) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	for _, one := range s.peers {
		_, _ = io.WriteString(w, one.version)
	}
}

func main() {
	http.Handle("/", newService([]string{"http://localhost:1"}))
	log.Fatal(http.ListenAndServe("localhost:8000", nil))
}
