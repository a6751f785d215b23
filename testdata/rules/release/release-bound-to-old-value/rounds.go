// Package rounds asks again until there is an answer.
package rounds

import "net/http"

// Both answers are lost where the next round asks: that is one thing to mend.
func ask(client *http.Client, url, second string) (resp *http.Response, err error) {
	for range 5 {
		resp, err = client.Get(url) // want response-body-not-closed:"not closed in every iteration"
		if err != nil {
			resp, err = client.Get(second)
		}
		if err == nil && resp.StatusCode == http.StatusOK {
			break
		}
	}
	return resp, err
}

func first(client *http.Client, urls []string) int {
	var resp *http.Response
	var err error
	for _, url := range urls {
		resp, err = client.Get(url) // want response-body-not-closed:"not closed in every iteration"
		if err != nil {
			resp, err = client.Get("https://mirror.example.org")
		}
		if err == nil && resp.StatusCode == http.StatusOK {
			break
		}
	}
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	return resp.StatusCode
}
