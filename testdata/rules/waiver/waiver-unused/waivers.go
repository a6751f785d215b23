package p

import (
	"net/http"
	"os"
)

// want +4 "nothing is found here that this waiver of `response-body-not-closed` would silence"
// want +4 "this waiver silences nothing"

func closed(url string) error {
	resp, err := http.Get(url) //ginlint:ignore response-body-not-closed -- closed below
	//ginlint:ignore
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func open(url string) (int, error) {
	resp, err := http.Get(url) //ginlint:ignore response-body-not-closed -- the server closes it
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func one(url string) (int, error) {
	// want +1 "this waiver of `file-not-closed` and `pool`"
	resp, err := http.Get(url) //ginlint:ignore response-body-not-closed, file-not-closed, pool -- one of them is needed
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func topic(url string) (int, error) {
	//ginlint:ignore release -- any of the topic
	resp, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func golangci(name string) error {
	// want +1 "this waiver of `file-not-closed`"
	f, err := os.Open(name) //nolint:errcheck,file-not-closed // closed below
	if err != nil {
		return err
	}
	return f.Close()
}
